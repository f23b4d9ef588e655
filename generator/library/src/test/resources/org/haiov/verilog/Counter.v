// Java: org.acme.Counter (Counter.java)
module Counter (
  input  wire clk, // Counter.java:1
  input  wire rst, // Counter.java:2
  input  wire enable, // Counter.java:3
  input  wire [7:0] step, // Counter.java:4
  output wire [7:0] value, // Counter.java:7
  output wire full // Counter.java:18
);

  reg [7:0] count = 8'd0; // Counter.java:5

  assign value = count;
  assign full = count == 8'hff;

  always @(posedge clk) begin // Counter.java:5
    if (rst) begin
      count <= 8'd0;
    end else if (enable) begin
      count <= count + {4'd0, step[3:0]};
    end
  end

  // What nothing reads, gathered under a name that tells lint tools it is meant.
  wire unused = &{1'b0, step[7:4]};
endmodule
