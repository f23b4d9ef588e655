// Java: org.acme.Pair (Pair.java)
module Pair (
  input  wire clk, // Pair.java:1
  input  wire rst, // Pair.java:2
  input  wire [15:0] steps, // Pair.java:3
  output wire [15:0] value // Pair.java:25
);

  wire [7:0] low_value; // Pair.java:9
  wire low_full; // Pair.java:10
  wire [7:0] high_value; // Pair.java:19
  wire high_full; // Pair.java:20

  wire [7:0] high_step = steps[15:8] ^ low_value; // Pair.java:16
  assign value = {high_value, low_value};

  Counter low ( // Pair.java:11
    .clk(clk),
    .rst(rst),
    .enable(1'b1),
    .step(steps[7:0]),
    .value(low_value),
    .full(low_full)
  );

  Counter high ( // Pair.java:21
    .clk(clk),
    .rst(rst),
    .enable(low_full),
    .step(high_step),
    .value(high_value),
    .full(high_full)
  );

  // What nothing reads, gathered under a name that tells lint tools it is meant.
  wire unused = &{1'b0, high_full};
endmodule
