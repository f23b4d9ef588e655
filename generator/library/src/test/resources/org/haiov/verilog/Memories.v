// Java: org.acme.Memories (Memories.java)
module Memories (
  input  wire clk, // Memories.java:1
  input  wire rst, // Memories.java:2
  input  wire we, // Memories.java:3
  input  wire re, // Memories.java:4
  input  wire [4:0] wa, // Memories.java:5
  input  wire [4:0] ra, // Memories.java:6
  input  wire [31:0] data, // Memories.java:7
  input  wire [3:0] mask, // Memories.java:8
  output wire [159:0] out // Memories.java:59
);

  reg [31:0] oldWord = 32'd0; // Memories.java:24
  reg [31:0] newWord = 32'd0; // Memories.java:34
  reg [31:0] anyWord = 32'd0; // Memories.java:43

  (* ram_style = "distributed" *)
  reg [31:0] regs [0:31]; // Memories.java:21
  integer regs_word;
  initial begin
    for (regs_word = 0; regs_word <= 31; regs_word = regs_word + 1) begin
      regs[regs_word] = 32'd0;
    end
  end

  (* ram_style = "block" *)
  reg [31:0] oldRam [0:31]; // Memories.java:31
  integer oldRam_word;
  initial begin
    for (oldRam_word = 0; oldRam_word <= 31; oldRam_word = oldRam_word + 1) begin
      oldRam[oldRam_word] = 32'd0;
    end
  end

  (* ram_style = "block" *)
  reg [31:0] newRam [0:31]; // Memories.java:41
  integer newRam_word;
  initial begin
    for (newRam_word = 0; newRam_word <= 31; newRam_word = newRam_word + 1) begin
      newRam[newRam_word] = 32'd0;
    end
  end

  (* ram_style = "block", no_rw_check *)
  reg [31:0] anyRam [0:31]; // Memories.java:52
  integer anyRam_word;
  initial begin
    for (anyRam_word = 0; anyRam_word <= 31; anyRam_word = anyRam_word + 1) begin
      anyRam[anyRam_word] = 32'd0;
    end
  end

  wire [31:0] regs1 = regs[ra]; // Memories.java:10
  wire [4:0] regs2_address = ra + 5'd1; // Memories.java:14
  wire [31:0] regs2 = regs[regs2_address]; // Memories.java:15
  wire anyRam_write = we & re; // Memories.java:47
  wire [31:0] anyRam_write_data = ~data; // Memories.java:50
  assign out = {regs1, regs2, oldWord, newWord, anyWord};

  always @(posedge clk) begin // Memories.java:20
    if (we) begin
      regs[wa] <= data;
    end
  end

  always @(posedge clk) begin // Memories.java:30
    if (we) begin
      if (mask[0]) begin
        oldRam[wa][7:0] <= data[7:0];
      end
      if (mask[1]) begin
        oldRam[wa][15:8] <= data[15:8];
      end
      if (mask[2]) begin
        oldRam[wa][23:16] <= data[23:16];
      end
      if (mask[3]) begin
        oldRam[wa][31:24] <= data[31:24];
      end
    end
  end

  always @(posedge clk) begin // Memories.java:25
    if (re) begin
      oldWord <= oldRam[ra];
    end
  end

  always @(posedge clk) begin // Memories.java:40
    if (we) begin
      if (mask[0]) begin
        newRam[wa][7:0] <= data[7:0];
      end
      if (mask[1]) begin
        newRam[wa][15:8] <= data[15:8];
      end
      if (mask[2]) begin
        newRam[wa][23:16] <= data[23:16];
      end
      if (mask[3]) begin
        newRam[wa][31:24] <= data[31:24];
      end
    end
  end

  always @(posedge clk) begin // Memories.java:35
    if (re) begin
      newWord <= newRam[ra];
      if ((wa == ra) & we) begin
        if (mask[0]) begin
          newWord[7:0] <= data[7:0];
        end
        if (mask[1]) begin
          newWord[15:8] <= data[15:8];
        end
        if (mask[2]) begin
          newWord[23:16] <= data[23:16];
        end
        if (mask[3]) begin
          newWord[31:24] <= data[31:24];
        end
      end
    end
  end

  always @(posedge clk) begin // Memories.java:51
    if (anyRam_write) begin
      anyRam[wa] <= anyRam_write_data;
    end
  end

  always @(posedge clk) begin // Memories.java:44
    anyWord <= anyRam[ra];
  end

  // What nothing reads, gathered under a name that tells lint tools it is meant.
  wire unused = &{1'b0, rst};
endmodule
