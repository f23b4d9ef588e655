// Java: org.acme.Delayed (Delayed.java)
module Delayed (
  input  wire clk, // Delayed.java:1
  input  wire [3:0] in, // Delayed.java:2
  output wire [3:0] out // Delayed.java:9
);

  wire [3:0] delay_Q; // Delayed.java:6

  wire [3:0] delay_D = ~in; // Delayed.java:5
  assign out = delay_Q;

  Delay #(
    .WIDTH(4)
  ) delay ( // Delayed.java:7
    .CK(clk),
    .D(delay_D),
    .Q(delay_Q)
  );
endmodule
