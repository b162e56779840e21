/**
 * The gateway's view of the log: commands written, decisions and live progress read from its tail.
 */
@NullMarked
package io.framewright.gateway.log;

import org.jspecify.annotations.NullMarked;
