package io.framewright.worker.run;

import io.framewright.platform.egress.RemoteFiles;
import io.framewright.platform.storage.ObjectStore;
import io.framewright.worker.TaskHandler;
import io.framewright.worker.scratch.ClaimGuard;
import io.framewright.worker.scratch.ScratchSpace;

/** What every run of a process needs. */
public record RunTools(
    TaskHandler handler,
    ObjectStore store,
    RemoteFiles remote,
    RunReports reports,
    Heartbeats heartbeats,
    ScratchSpace scratch,
    CrashMarks marks,
    ClaimGuard guard,
    RunTelemetry telemetry) {}
