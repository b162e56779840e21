/** The few pages for people. */
@NullMarked
package io.framewright.gateway.pages;

import org.jspecify.annotations.NullMarked;
