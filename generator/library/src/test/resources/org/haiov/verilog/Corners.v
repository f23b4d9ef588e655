// Java: org.acme.Corners (Corners.java)
module Corners (
  input  wire clk, // Corners.java:1
  input  wire rst, // Corners.java:2
  input  wire otherClk, // Corners.java:3
  input  wire we, // Corners.java:4
  input  wire flag, // Corners.java:5
  input  wire [11:0] data, // Corners.java:6
  output wire [48:0] out, // Corners.java:81
  output wire decided, // Corners.java:90
  output wire [15:0] literal, // Corners.java:93
  output wire [1:0] chosen, // Corners.java:100
  output wire unusedOut // Corners.java:103
);

  reg [3:0] fixed = 4'd9; // Corners.java:7
  reg [3:0] never = 4'd3; // Corners.java:9
  reg [3:0] alwaysLoaded = 4'd3; // Corners.java:13
  reg [11:0] single = 12'd0; // Corners.java:30
  reg [11:0] across = 12'd0; // Corners.java:58
  reg [11:0] acrossToo = 12'd0; // Corners.java:62

  reg bits [0:3]; // Corners.java:27
  integer bits_word;
  initial begin
    for (bits_word = 0; bits_word <= 3; bits_word = bits_word + 1) begin
      bits[bits_word] = 1'b0;
    end
    bits[0] = 1'b1;
  end

  (* ram_style = "registers" *)
  reg [11:0] oneWord [0:1]; // Corners.java:48
  integer oneWord_word;
  initial begin
    for (oneWord_word = 0; oneWord_word <= 1; oneWord_word = oneWord_word + 1) begin
      oneWord[oneWord_word] = 12'd0;
    end
  end

  reg [2:0] silent [0:1]; // Corners.java:54
  integer silent_word;
  initial begin
    for (silent_word = 0; silent_word <= 1; silent_word = silent_word + 1) begin
      silent[silent_word] = 3'd0;
    end
  end

  (* ram_style = "block", no_rw_check *)
  reg [11:0] twoClocks [0:7]; // Corners.java:69
  integer twoClocks_word;
  initial begin
    for (twoClocks_word = 0; twoClocks_word <= 7; twoClocks_word = twoClocks_word + 1) begin
      twoClocks[twoClocks_word] = 12'd0;
    end
  end

  wire bitRead = bits[data[1:0]]; // Corners.java:19
  wire [2:0] constant = 3'd6; // Corners.java:71
  wire unused = flag; // Corners.java:106
  wire [2:0] oneWord_write_mask = {flag, we, 1'b1}; // Corners.java:38
  wire oneWord_write_address = 1'b0; // Corners.java:33
  assign out = {fixed, never, alwaysLoaded, bitRead, single, across, acrossToo};
  assign decided = flag;
  assign literal = 16'hff;
  assign chosen = 2'd1;
  assign unusedOut = we;

  always @(posedge clk) begin // Corners.java:7
    if (rst) begin
      fixed <= 4'd9;
    end
  end

  always @(posedge otherClk) begin // Corners.java:13
    alwaysLoaded <= data[7:4];
  end

  always @(posedge clk) begin // Corners.java:26
    if (we & flag) begin
      bits[data[2:1]] <= flag;
    end
  end

  always @(posedge clk) begin // Corners.java:39
    if (we) begin
      if (oneWord_write_mask[0]) begin
        oneWord[oneWord_write_address][3:0] <= data[3:0];
      end
      if (oneWord_write_mask[1]) begin
        oneWord[oneWord_write_address][7:4] <= data[7:4];
      end
      if (oneWord_write_mask[2]) begin
        oneWord[oneWord_write_address][11:8] <= data[11:8];
      end
    end
    if (flag) begin
      oneWord[1'b1] <= 12'd5;
    end
  end

  always @(posedge clk) begin // Corners.java:31
    single <= oneWord[flag];
    if ((oneWord_write_address == flag) & we) begin
      if (oneWord_write_mask[0]) begin
        single[3:0] <= data[3:0];
      end
      if (oneWord_write_mask[1]) begin
        single[7:4] <= data[7:4];
      end
      if (oneWord_write_mask[2]) begin
        single[11:8] <= data[11:8];
      end
    end
    if ((1'b1 == flag) & flag) begin
      single <= 12'd5;
    end
  end

  always @(posedge clk) begin // Corners.java:53
    if (we) begin
      silent[flag] <= data[10:8];
    end
  end

  always @(posedge clk) begin // Corners.java:68
    if (we) begin
      twoClocks[data[4:2]] <= data;
    end
  end

  always @(posedge otherClk) begin // Corners.java:63
    acrossToo <= twoClocks[data[5:3]];
  end

  // What nothing reads, gathered under a name that tells lint tools it is meant.
  wire unused_1 = &{1'b0, constant, unused, silent[0]};
endmodule
