package io.framewright.worker;

import java.util.Set;

/**
 * The work of one pool. The runtime claims tasks, fetches inputs, keeps the lease, obeys cancels,
 * uploads what the handler made and reports; the handler only turns local files into local files.
 */
public interface TaskHandler {

  /** The pool whose offers this handler takes: "image" or "transcode". */
  String pool();

  /** Names of the operations that it knows. */
  Set<String> operations();

  /**
   * Name, version and build digest of the engine, for instance {@code libvips 8.18.7 sha256:1f…}.
   */
  String engine();

  /** What this worker can do here, as a JSON object: formats, codecs, sandbox. */
  String capabilities();

  /**
   * Does one task. Called on a thread of its own, at most {@code slots} at once.
   *
   * <p>Expected failures are results. A thrown exception counts as {@code TRANSIENT}. When the run
   * is cancelled its thread is interrupted after the actions given to {@link TaskContext#onCancel}
   * ran; what is returned then is not used.
   */
  TaskResult handle(Task task, TaskContext context) throws InterruptedException;
}
