// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.news;

import io.tally.app.update.Release;
import io.tally.app.update.ReleaseFeed;
import io.tally.app.update.UpdateNotice;
import io.tally.app.update.UpdateNotice.Consent;
import io.tally.app.update.UpdateWish;
import io.tally.app.update.Version;
import io.tally.app.window.state.Notice;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When is the person asked or told about newer versions, and what do the answers do?
///
/// Threads: the presenter's; the server is asked on a virtual one. Failure: one line in the log,
/// since nobody waits for this.
public final class News {
  private static final Logger LOG = LoggerFactory.getLogger(News.class);

  private final Optional<ReleaseFeed> feed;
  private final Consumer<Runnable> post;
  private final Consumer<Notice> tell;
  private UpdateNotice known;

  /// @param feed who knows of releases; empty for nobody, and then nothing is ever said
  /// @param known from earlier runs
  /// @param post runs something on the presenter's thread
  /// @param tell shows a word to the person
  public News(
      Optional<ReleaseFeed> feed,
      UpdateNotice known,
      Consumer<Runnable> post,
      Consumer<Notice> tell) {
    this.feed = feed;
    this.known = known;
    this.post = post;
    this.tell = tell;
  }

  /// What is to be remembered.
  public UpdateNotice known() {
    return known;
  }

  /// The window is there: asks the person once, and the server when that is due.
  public void open() {
    feed.ifPresent(from -> {
      if (known.consent() == Consent.UNASKED) {
        tell.accept(question(from.host()));
      } else if (known.isDue(Instant.now())) {
        ask(from);
      }
    });
  }

  private static Notice question(String host) {
    return new Notice(
        Notice.Weight.INFORMATION,
        "May Tally ask %s once a day whether there is a newer version? It sends nothing but its own."
            .formatted(host),
        List.of(
            offer("It may", new UpdateWish.Look(true)), offer("No", new UpdateWish.Look(false))));
  }

  private static Notice.Offer offer(String words, UpdateWish wish) {
    return new Notice.Offer(words, new Notice.Answer.OfUpdates(wish));
  }

  private void ask(ReleaseFeed from) {
    UpdateNotice asking = known;
    Thread.ofVirtual()
        .name("updates")
        .start(() -> {
          try {
            Optional<Release> newer = asking.ask(from);
            post.accept(() -> {
              known = known.askedAt(Instant.now());
              newer.ifPresent(release -> tell.accept(word(release, from.mine())));
            });
          } catch (IOException e) {
            LOG.info("{}", e.getMessage());
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static Notice word(Release release, Version mine) {
    return new Notice(
        Notice.Weight.INFORMATION,
        "Tally %s is out; this is %s.".formatted(release.version(), mine),
        List.of(
            new Notice.Offer("Show what is new", new Notice.Answer.Show(release.page())),
            offer("Not this one", new UpdateWish.Pass(release.version()))));
  }

  /// Does what the person answered.
  public void obey(UpdateWish wish) {
    switch (wish) {
      case UpdateWish.Look look -> {
        known = known.with(look.allowed() ? Consent.GIVEN : Consent.REFUSED);
        if (look.allowed()) {
          feed.ifPresent(this::ask);
        }
      }
      case UpdateWish.Pass pass -> known = known.passing(pass.version());
    }
  }
}
