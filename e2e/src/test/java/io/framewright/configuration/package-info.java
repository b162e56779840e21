/**
 * Writes docs/configuration.md from the sources, and checks that it is what they say and that no
 * setting is missing there.
 */
@NullMarked
package io.framewright.configuration;

import org.jspecify.annotations.NullMarked;
