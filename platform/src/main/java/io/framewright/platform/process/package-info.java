/** Child processes that never outlive this one. */
@NullMarked
package io.framewright.platform.process;

import org.jspecify.annotations.NullMarked;
