/**
 * The thin shell round the domain: one processor whose input position, stores and records leave in
 * one Kafka transaction. Nothing here waits for the world.
 */
@NullMarked
package io.framewright.orchestrator.stream;

import org.jspecify.annotations.NullMarked;
