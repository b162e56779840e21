/** Measures the running platform from outside, beside the bare engine in the same run. */
@NullMarked
package io.framewright.standalone.bench;

import org.jspecify.annotations.NullMarked;
