/** Benchmarks of single steps with JMH. */
package org.haiov.verification.bench.micro;
