package io.tidegate.submit;

import io.tidegate.problem.Problem;
import io.tidegate.submit.Request.Call;
import io.tidegate.submit.Request.Operation;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What a module adds that has a cloud's client: strict checks of requests, and sending them. Found
 * by {@link ServiceLoader}, so that rendering works without any cloud's jars.
 */
public interface Cloud {

  /** Whether the calls of this operation are this module's. */
  boolean serves(Operation operation);

  /**
   * Everything that the cloud would refuse and that can be told without asking it: fields that it
   * does not know or that are missing, values of another type, limits. Sends nothing.
   */
  List<Problem> check(Call call);

  /** Opens a client for a request that was checked; the caller closes it. */
  Remote connect(Call call);

  /** The module for an operation, when it is on the class path. */
  static Optional<Cloud> of(Operation operation) {
    return ServiceLoader.load(Cloud.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(cloud -> cloud.serves(operation))
        .findFirst();
  }
}
