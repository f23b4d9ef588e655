// Java: org.acme.Choices (Choices.java)
module Choices (
  input  wire clk, // Choices.java:1
  input  wire rst, // Choices.java:2
  input  wire [2:0] op, // Choices.java:3
  input  wire [7:0] a, // Choices.java:4
  input  wire [7:0] b, // Choices.java:5
  input  wire go, // Choices.java:6
  output reg  [7:0] out // Choices.java:58
);

  reg [1:0] state = 2'd1; // Choices.java:28
  reg [7:0] last = 8'd0; // Choices.java:37

  wire [7:0] chosen = go ? a : b; // Choices.java:11

  reg [7:0] result; // Choices.java:26
  always @* begin
    case (op)
      3'd0: result = a + b;
      3'd1, 3'd2: result = a - b;
      3'd3: result = go ? chosen : 8'd0;
      default: result = 8'haa;
    endcase
  end

  always @* begin
    if (a < b) begin
      out = last;
    end else if ($signed(a) < $signed(b)) begin
      out = result;
    end else if (|a) begin
      out = a;
    end else begin
      out = ~b;
    end
  end

  always @(posedge clk) begin // Choices.java:28
    if (rst) begin
      state <= 2'd1;
    end else if (go) begin
      case (state)
        2'd1: state <= 2'd2;
        2'd2: state <= 2'd3;
        default: ;
      endcase
    end
  end

  always @(posedge clk) begin // Choices.java:37
    if (state != 2'd0) begin
      last <= result;
    end
  end
endmodule
