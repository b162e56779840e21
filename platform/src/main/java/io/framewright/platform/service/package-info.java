/** How a service starts, alone in its process or beside the others. */
@NullMarked
package io.framewright.platform.service;

import org.jspecify.annotations.NullMarked;
