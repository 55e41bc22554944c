// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Which of several versions of a stream does a person want?
///
/// None of them in particular, or one; there only while there is something to choose from. Threads:
/// the JavaFX thread. Style class: `player-chooser`.
final class Chooser {
  /// @param index by which it is chosen; empty for none in particular
  record Offer(OptionalInt index, String name) {}

  private final String unchosen;
  private final Consumer<OptionalInt> wishes;
  private final ComboBox<Offer> box = new ComboBox<>();
  private List<Offer> shown = List.of();
  private boolean rendering;

  /// @param name for those who do not see it
  /// @param unchosen what none in particular is called
  /// @param wishes told what a person chooses
  Chooser(String name, String unchosen, Consumer<OptionalInt> wishes) {
    this.unchosen = unchosen;
    this.wishes = wishes;
    box.getStyleClass().add("player-chooser");
    box.setAccessibleText(name);
    box.setTooltip(new Tooltip(name));
    box.setMinWidth(Region.USE_PREF_SIZE);
    box.setCellFactory(_ -> new OfferCell());
    box.setButtonCell(new OfferCell());
    box.valueProperty().subscribe(this::wish);
    render(List.of(), OptionalInt.empty());
  }

  private static final class OfferCell extends ListCell<Offer> {
    @Override
    protected void updateItem(Offer offer, boolean empty) {
      super.updateItem(offer, empty);
      setText(empty || offer == null ? "" : offer.name());
    }
  }

  Node node() {
    return box;
  }

  private void wish(@Nullable Offer offer) {
    if (!rendering && offer != null) {
      wishes.accept(offer.index());
    }
  }

  /// Shows what there is, and what holds now.
  void render(List<Offer> offers, OptionalInt chosen) {
    rendering = true; // what is chosen below is no wish of a person
    if (!offers.equals(shown) || box.getItems().isEmpty()) {
      shown = List.copyOf(offers);
      List<Offer> all = new ArrayList<>(List.of(new Offer(OptionalInt.empty(), unchosen)));
      all.addAll(offers);
      box.getItems().setAll(all);
    }
    box.setVisible(!offers.isEmpty());
    box.setManaged(!offers.isEmpty());
    box.getItems().stream()
        .filter(offer -> offer.index().equals(chosen))
        .findFirst()
        .ifPresent(box::setValue);
    rendering = false;
  }
}
