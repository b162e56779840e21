package io.framewright.worker.offers;

import io.framewright.schemas.avro.TaskOffered;

/**
 * An offer in hand. It is settled once, by the thread that claimed it and before that thread claims
 * again.
 */
public interface Claim {

  TaskOffered offer();

  /** The offer is taken or dropped; nobody shall get it again. */
  void accept();

  /** Somebody else, or this worker later, shall get it. */
  void giveBack();
}
