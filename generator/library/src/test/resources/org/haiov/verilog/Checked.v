// Java: org.acme.Checked (Checked.java)
module Checked (
  input  wire clk, // Checked.java:1
  input  wire rst, // Checked.java:2
  input  wire push, // Checked.java:3
  output wire empty // Checked.java:26
);

  reg [2:0] level = 3'd0; // Checked.java:4

  wire full = level == 3'd7; // Checked.java:12
  assign empty = level == 3'd0;

  always @(posedge clk) begin // Checked.java:4
    if (rst) begin
      level <= 3'd0;
    end else if (push) begin
      level <= level + 3'd1;
    end
  end

`ifdef FORMAL
  // Checked.java:17: pushed into a full queue
  always @(posedge clk) begin
    if (!rst & push) begin
      full_1: assert (!full);
    end
  end
  // Checked.java:20: the user rests
  always @(posedge clk) begin
    if (!rst) begin
      sometimesIdle: assume (!push);
    end
  end
  // Checked.java:22: reached the top
  always @(posedge clk) begin
    filled: cover (full);
  end
`endif

  // What nothing reads, gathered under a name that tells lint tools it is meant.
  wire unused = &{1'b0, full};
endmodule
