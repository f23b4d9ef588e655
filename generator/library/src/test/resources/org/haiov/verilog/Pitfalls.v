// Java: org.acme.Pitfalls (Pitfalls.java)
module Pitfalls (
  input  wire [7:0] a, // Pitfalls.java:1
  input  wire [7:0] b, // Pitfalls.java:2
  input  wire [39:0] amount, // Pitfalls.java:3
  output wire [7:0] carryLost, // Pitfalls.java:9
  output wire [3:0] high, // Pitfalls.java:12
  output wire [15:0] wide, // Pitfalls.java:15
  output wire [15:0] wideSigned, // Pitfalls.java:18
  output wire [15:0] product, // Pitfalls.java:22
  output wire [11:0] signedProduct, // Pitfalls.java:27
  output wire [7:0] mixed, // Pitfalls.java:34
  output wire [7:0] shifted, // Pitfalls.java:39
  output wire [15:0] chosen, // Pitfalls.java:51
  output wire never, // Pitfalls.java:56
  output wire [3:0] bits, // Pitfalls.java:63
  output wire [2:0] flags // Pitfalls.java:76
);

  wire [7:0] high_sum = a + b; // Pitfalls.java:6
  wire [7:0] wideSigned_sum = a + b; // Pitfalls.java:6
  wire [7:0] product_factor = a + b; // Pitfalls.java:6
  wire [7:0] signedProduct_factor = a + b; // Pitfalls.java:6
  wire [15:0] chosen_product = $signed(a) * $signed(b); // Pitfalls.java:46
  wire [7:0] chosen_bits = -a; // Pitfalls.java:48
  assign carryLost = (a + b) >> 1'b1;
  assign high = high_sum[7:4];
  assign wide = {8'd0, a + b};
  assign wideSigned = {{8{wideSigned_sum[7]}}, wideSigned_sum};
  assign product = product_factor * b;
  assign signedProduct = $signed(signedProduct_factor) * $signed(b[3:0]);
  assign mixed = $unsigned($signed(a) >>> ((|amount[39:4]) ? 4'hf : amount[3:0])) | b;
  assign shifted = $signed(a) >>> ((|amount[39:4]) ? 4'hf : amount[3:0]);
  assign chosen = ($signed(a) <= $signed(b)) ? chosen_product : {{8{chosen_bits[7]}}, chosen_bits};
  assign never = 1'b0;
  assign bits = {a[1:0], b[7:6]};
  assign flags = {a == b, !(&a), ^(a & b)};

  // What nothing reads, gathered under a name that tells lint tools it is meant.
  wire unused = &{1'b0, high_sum[3:0]};
endmodule
