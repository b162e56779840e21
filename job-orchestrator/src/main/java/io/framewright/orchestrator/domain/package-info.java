/**
 * What may happen to a job, and what follows: commands are decided into events, events evolve into
 * states. Pure functions over records; time and chance are arguments.
 */
@NullMarked
package io.framewright.orchestrator.domain;

import org.jspecify.annotations.NullMarked;
