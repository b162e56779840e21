/**
 * Records on topics and in stores, as the domain knows them, and back. Nothing else here sees
 * generated classes.
 */
@NullMarked
package io.framewright.orchestrator.codec;

import org.jspecify.annotations.NullMarked;
