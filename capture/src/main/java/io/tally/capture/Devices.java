// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture;

import io.tally.capture.camera.CameraList;
import io.tally.capture.screen.ScreenList;
import io.tally.capture.sound.SoundDevices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Which screens, cameras and sound devices does this machine have, and what can it not do?
///
/// A list of one moment; ask again for what was plugged in since. A kind whose libraries are
/// missing or whose system does not answer is a sentence among the notes and hinders no other.
/// Threads: any.
public final class Devices {
  private final List<Device> list;
  private final List<String> notes;

  /// Asks every lister.
  ///
  /// @param listers in the order that the list shall have
  public Devices(List<DeviceLister> listers) {
    List<Device> devices = new ArrayList<>();
    Set<String> sentences = new LinkedHashSet<>(); // one library may be missed twice
    for (DeviceLister lister : listers) {
      try {
        sentences.addAll(lister.notes());
        devices.addAll(lister.list());
      } catch (IOException e) {
        sentences.add(String.valueOf(e.getMessage()));
      } catch (LinkageError e) {
        sentences.add(
            "Some devices cannot be listed: a library of the system is missing ("
                + e.getMessage()
                + "). Install it, then start Tally again.");
      }
    }
    list = List.copyOf(devices);
    notes = List.copyOf(sentences);
  }

  /// Those of the machine that this process runs on, as they are now.
  public static Devices ofPlatform() {
    return new Devices(
        List.of(
            lister(ScreenList::list, ScreenList::notes),
            CameraList::list,
            lister(SoundDevices::list, SoundDevices::notes)));
  }

  private static DeviceLister lister(DeviceLister devices, Supplier<List<String>> notes) {
    return new DeviceLister() {
      @Override
      public List<Device> list() throws IOException {
        return devices.list();
      }

      @Override
      public List<String> notes() {
        return notes.get();
      }
    };
  }

  /// The devices.
  public List<Device> list() {
    return list;
  }

  /// The devices of one kind.
  public List<Device> list(Device.Kind kind) {
    return list.stream().filter(device -> device.kind() == kind).toList();
  }

  /// Sentences for a person about what is missing here, and why.
  public List<String> notes() {
    return notes;
  }
}
