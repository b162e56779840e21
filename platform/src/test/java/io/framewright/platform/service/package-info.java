/** Tests of how services start. */
@NullMarked
package io.framewright.platform.service;

import org.jspecify.annotations.NullMarked;
