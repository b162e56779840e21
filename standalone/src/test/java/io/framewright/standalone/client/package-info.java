/** Tests of the API client. */
@NullMarked
package io.framewright.standalone.client;

import org.jspecify.annotations.NullMarked;
