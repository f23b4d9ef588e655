/** Helpers made of the construction API's operators alone. */
package org.haiov.hdl.lib;
