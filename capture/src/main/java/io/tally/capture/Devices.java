// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture;

import io.tally.capture.camera.CameraList;
import io.tally.capture.screen.ScreenList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
    List<String> sentences = new ArrayList<>();
    for (DeviceLister lister : listers) {
      try {
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
  public static Devices ofThisMachine() {
    return new Devices(List.of(ScreenList::list, CameraList::list));
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
