/**
 * The whole credential chain of the Azure SDK, for users who need more of it than the credentials that {@code dev.parlance.providers}
 * fetches by itself: certificates, developers' tools, the broker. It is found by its service entry when its jar is there.
 */
@NullMarked
package dev.parlance.azureidentity;

import org.jspecify.annotations.NullMarked;
