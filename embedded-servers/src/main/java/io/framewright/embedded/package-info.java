/**
 * What the servers that run on the platform's own machine have in common: ports, files, children.
 */
@NullMarked
package io.framewright.embedded;

import org.jspecify.annotations.NullMarked;
