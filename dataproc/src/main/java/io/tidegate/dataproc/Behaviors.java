package io.tidegate.dataproc;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import java.util.List;

/** What the protocol says of its fields besides their types: required ones, and its own answers. */
record Behaviors(Problems problems) {

  void check(Message message) {
    check(message, "");
  }

  private void check(Message message, String path) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      String at = path.isEmpty() ? field.getJsonName() : path + "." + field.getJsonName();
      boolean set = isSet(message, field);
      var behaviors = field.getOptions().getExtension(FieldBehaviorProto.fieldBehavior);
      if (!set && behaviors.contains(FieldBehavior.REQUIRED)) {
        problems.add(Problem.at(Place.key(at), "is missing", "Dataproc asks for it"));
      }
      if (set && behaviors.contains(FieldBehavior.OUTPUT_ONLY)) {
        problems.add(Problem.at(Place.key(at), "is Dataproc's own answer", "leave it out"));
      }
      if (set && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isMapField()) {
        below(message, field, at);
      }
    }
  }

  /** A text without characters is as good as none. */
  private static boolean isSet(Message message, FieldDescriptor field) {
    if (field.isRepeated()) {
      return message.getRepeatedFieldCount(field) > 0;
    }
    return field.hasPresence() ? message.hasField(field) : !isDefault(message, field);
  }

  private static boolean isDefault(Message message, FieldDescriptor field) {
    return message.getField(field).equals(field.getDefaultValue());
  }

  private void below(Message message, FieldDescriptor field, String path) {
    if (!field.isRepeated()) {
      check((Message) message.getField(field), path);
      return;
    }
    List<?> elements = (List<?>) message.getField(field);
    for (int i = 0; i < elements.size(); i++) {
      check((Message) elements.get(i), path + "[" + i + "]");
    }
  }
}
