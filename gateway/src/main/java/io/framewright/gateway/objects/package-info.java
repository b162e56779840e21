/** What the gateway itself keeps in the object store, beside the content of uploads. */
@NullMarked
package io.framewright.gateway.objects;

import org.jspecify.annotations.NullMarked;
