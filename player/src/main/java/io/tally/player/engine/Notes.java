// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happened to the stream lately that a person should know? The last few sentences. Threads:
/// any.
public final class Notes {
  private static final Logger LOG = LoggerFactory.getLogger(Notes.class);
  private static final int MOST = 8;

  private final Deque<String> sentences = new ArrayDeque<>();

  /// Tells the next; one that was told already becomes the newest.
  public synchronized void add(String sentence) {
    LOG.info(sentence);
    sentences.remove(sentence); // said again, it is the newest
    sentences.add(sentence);
    if (sentences.size() > MOST) {
      sentences.removeFirst();
    }
  }

  /// The newest.
  public synchronized Optional<String> last() {
    return Optional.ofNullable(sentences.peekLast());
  }

  /// All of them, newest last, and after them what is wrong at this moment.
  public synchronized List<String> with(Optional<String> present) {
    List<String> all = new ArrayList<>(sentences);
    present.filter(text -> !all.contains(text)).ifPresent(all::add);
    return all;
  }
}
