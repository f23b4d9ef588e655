package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Signal;
import org.haiov.hdl.lib.Packed;
import org.haiov.ir.Memory.Style;
import org.haiov.ir.Memory.UnderWrite;

/**
 * vid[v].config of every VID. Two readers: the request pipeline, and the scanner, whose port the register port borrows while it
 * holds. Written only while neither reads.
 */
final class VidTable extends Component {
    /** A read: the VID in one cycle, its config from the next until the next read. */
    final Signal requestVid;
    final Signal requestRead = input(1);
    final Delivery requestConfig;
    final Signal scanVid;
    final Signal scanRead = input(1);
    final VidConfig scanConfig;

    final Signal write = input(1);
    final Signal writeVid;
    final VidConfig writeConfig;

    VidTable(ViConfig c) {
        requestVid = input(c.vidBits());
        requestConfig = output(Delivery.shape(c));
        scanVid = input(c.vidBits());
        scanConfig = output(VidConfig.shape(c));
        writeVid = input(c.vidBits());
        writeConfig = input(VidConfig.shape(c));

        Mem configs = mem(Packed.width(VidConfig.shape(c)), c.vids()).style(Style.BLOCK);
        Bits requestWord = configs.readSync(requestVid, requestRead, UnderWrite.UNDEFINED);
        Bits scanWord = configs.readSync(scanVid, scanRead, UnderWrite.UNDEFINED);
        Packed.set(requestConfig, requestWord.high(Packed.width(requestConfig)));
        Packed.set(scanConfig, scanWord);
        when(write, () -> configs.write(writeVid, Packed.of(writeConfig)));
        assertThat(write.and(requestRead.or(scanRead)).not(), "config is written while it is read");
    }
}
