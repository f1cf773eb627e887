package io.tidegate.run;

import io.tidegate.ledger.Ledger;

/**
 * The rooms that a run passes through, one for each step; wired once for a run by {@link
 * JobRunner}.
 */
record Rooms(
    Ledger ledger,
    Recovery recovery,
    InputStep inputs,
    TransformStep transform,
    StageStep stage,
    VolumeStep volume,
    EtaStep eta,
    EventStep events,
    PublishStep publish,
    CloseStep close) {}
