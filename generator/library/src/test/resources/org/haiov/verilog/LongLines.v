// Java: org.acme.LongLines (LongLines.java)
module LongLines (
  input  wire clk, // LongLines.java:1
  input  wire [4:0] number, // LongLines.java:2
  input  wire [4:0] other, // LongLines.java:3
  output wire [31:0] oneHot, // LongLines.java:164
  output wire [4:0] backwards, // LongLines.java:167
  output wire [3:0] upper, // LongLines.java:170
  output wire [4:0] all, // LongLines.java:177
  output wire [4:0] out // LongLines.java:184
);

  reg [4:0] kept = 5'd0; // LongLines.java:179

  assign oneHot = {number == 5'h1f, number == 5'h1e, number == 5'h1d, number == 5'h1c, number == 5'h1b,
      number == 5'h1a, number == 5'h19, number == 5'h18, number == 5'h17, number == 5'h16, number == 5'h15,
      number == 5'h14, number == 5'h13, number == 5'h12, number == 5'h11, number == 5'h10, number == 5'hf,
      number == 5'he, number == 5'hd, number == 5'hc, number == 5'hb, number == 5'ha, number == 5'd9, number == 5'd8,
      number == 5'd7, number == 5'd6, number == 5'd5, number == 5'd4, number == 5'd3, number == 5'd2, number == 5'd1,
      number == 5'd0};
  assign backwards = {number[0], number[1], number[2], number[3], number[4]};
  assign upper = number[4:1];
  assign all = number;
  assign out = kept;

  always @(posedge clk) begin // LongLines.java:179
    if ((other == 5'd0) | (other == 5'd3) | (other == 5'd6) | (other == 5'd9) | (other == 5'hc) | (other == 5'hf)
        | (other == 5'h12) | (other == 5'h15) | (other == 5'h18) | (other == 5'h1b) | (other == 5'h1e)) begin
      kept <= other;
    end
  end
endmodule
