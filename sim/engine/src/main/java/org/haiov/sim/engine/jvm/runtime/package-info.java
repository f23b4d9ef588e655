/** What generated classes extend and call. Public for their sake alone: they live in a class loader of their own. */
package org.haiov.sim.engine.jvm.runtime;
