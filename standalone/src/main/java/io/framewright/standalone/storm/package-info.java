/** Kills and stops processes under load, and checks from outside that nothing came of it. */
@NullMarked
package io.framewright.standalone.storm;

import org.jspecify.annotations.NullMarked;
