package org.haiov.blocks.cache;

import org.haiov.blocks.coherence.Hub;
import org.haiov.blocks.coherence.LineMemory;
import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.device.DeviceLink;
import org.haiov.blocks.mmu.Regime;
import org.haiov.blocks.mmu.TlbTag;
import org.haiov.blocks.mmu.TranslationLink;
import org.haiov.blocks.mmu.WalkLink;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;

/** Data caches and the hub; the ports of each cache as its own, with its number. */
public final class CachesAndHub extends Component {
    public final Vec<DataLink> pipe;
    public final Vec<TranslationLink> mmu;
    public final Vec<WalkLink> walk;
    public final Vec<DeviceLink> devices;
    public final Vec<Regime> regime;
    public final Vec<TlbTag> tag;
    public final Vec<Regime> guestRegime;
    public final Vec<TlbTag> guestTag;
    public final Vec<Signal> flush;
    public final Vec<Signal> drop;
    public final LineMemory memory;

    CachesAndHub(HartConfig c, int count) {
        Layout l = Layout.ofData(c);
        pipe = input(Vec.of(count, i -> DataLink.shape(c.physicalBits())));
        mmu = output(Vec.of(count, i -> TranslationLink.shape(c)));
        walk = input(Vec.of(count, i -> WalkLink.shape(c.physicalBits())));
        devices = output(Vec.of(count, i -> DeviceLink.shape(c.physicalBits())));
        regime = input(Vec.of(count, i -> Regime.shape()));
        tag = input(Vec.of(count, i -> TlbTag.shape(c)));
        guestRegime = input(Vec.of(count, i -> Regime.shape()));
        guestTag = input(Vec.of(count, i -> TlbTag.shape(c)));
        flush = input(Vec.of(count, i -> Signal.of(1)));
        drop = input(Vec.of(count, i -> Signal.of(1)));
        memory = output(LineMemory.shape(l.lineAddressBits()));
        Hub hub = add(new Hub(count, l.lineAddressBits(), l.words(), false));
        Bundle.connect(memory, hub.memory);
        Vec<DataCache> caches = Vec.of(count, i -> add(new DataCache(c)));
        for (int i = 0; i < count; i++) {
            DataCache cache = caches.get(i);
            Bundle.connect(cache.pipe, pipe.get(i));
            Bundle.connect(mmu.get(i), cache.mmu);
            Bundle.connect(cache.walk, walk.get(i));
            Bundle.connect(devices.get(i), cache.devices);
            Bundle.connect(cache.regime, regime.get(i));
            Bundle.connect(cache.tag, tag.get(i));
            Bundle.connect(cache.guestRegime, guestRegime.get(i));
            Bundle.connect(cache.guestTag, guestTag.get(i));
            cache.flush.set(flush.get(i));
            cache.drop.set(drop.get(i));
            Bundle.connect(hub.data.get(i), cache.hub);
            hub.fetch.get(i).req().valid().set(0);
            hub.fetch.get(i).req().op().set(0);
            hub.fetch.get(i).req().address().set(0);
            hub.fetch.get(i).out().valid().set(0);
            hub.fetch.get(i).out().data().set(0);
            hub.fetch.get(i).ans().valid().set(0);
            hub.fetch.get(i).ans().had().set(0);
            hub.fetch.get(i).ans().dirty().set(0);
        }
    }
}
