/**
 * Servers for tests, one of each kind per JVM: containers where a Docker engine answers, embedded
 * ones elsewhere.
 */
@NullMarked
package io.framewright.testing;

import org.jspecify.annotations.NullMarked;
