/**
 * What makes a process a worker: a service gives a {@link io.framewright.worker.TaskHandler} and
 * gets the rest.
 */
@NullMarked
package io.framewright.worker;

import org.jspecify.annotations.NullMarked;
