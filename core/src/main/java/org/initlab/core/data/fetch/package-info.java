/** Downloads that survive interruption and are checked before they bear their name. */
package org.initlab.core.data.fetch;
