/**
 * What lies in a data directory: its lock, its secrets, and what is known of the running platform.
 */
@NullMarked
package io.framewright.standalone.files;

import org.jspecify.annotations.NullMarked;
