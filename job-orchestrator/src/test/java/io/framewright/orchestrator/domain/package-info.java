/** Histories, commands, and what must follow. */
@NullMarked
package io.framewright.orchestrator.domain;

import org.jspecify.annotations.NullMarked;
