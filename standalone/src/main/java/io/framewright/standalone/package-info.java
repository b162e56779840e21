/**
 * Everything on one machine: the platform with embedded servers, and the command line. It starts
 * the services and holds no logic of theirs.
 */
@NullMarked
package io.framewright.standalone;

import org.jspecify.annotations.NullMarked;
