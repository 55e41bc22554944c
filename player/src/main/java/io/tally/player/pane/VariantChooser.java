// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import io.tally.player.Choices;
import io.tally.player.adapt.Rung;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/// Which variant does a person want to see?
///
/// Automatic, or one of them, the best first; there only for a stream that offers a choice.
/// Threads: the JavaFX thread. Style class: `player-variants`.
final class VariantChooser {
  private static final Offer AUTOMATIC = new Offer(OptionalInt.empty(), "Automatic");

  /// @param variant its index; empty leaves it to the rules
  private record Offer(OptionalInt variant, String name) {}

  private final Choices choices;
  private final ComboBox<Offer> box = new ComboBox<>();
  private List<Rung> shown = List.of();
  private boolean rendering;

  VariantChooser(Choices choices) {
    this.choices = choices;
    box.getStyleClass().add("player-variants");
    box.setAccessibleText("Variant of the stream");
    box.setTooltip(new Tooltip("Which variant of the stream is loaded"));
    box.setMinWidth(Region.USE_PREF_SIZE);
    box.setCellFactory(_ -> new OfferCell());
    box.setButtonCell(new OfferCell());
    box.valueProperty().subscribe(this::wish);
    render();
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

  private void wish(Offer offer) {
    if (!rendering && offer != null) {
      offer.variant().ifPresentOrElse(choices::choose, choices::automatic);
    }
  }

  /// Shows what there is and what holds now.
  void render() {
    rendering = true; // what is chosen below is no wish of a person
    List<Rung> variants = choices.variants();
    if (!variants.equals(shown) || box.getItems().isEmpty()) {
      shown = variants;
      box.getItems().setAll(offers(variants));
    }
    boolean choice = variants.size() > 1;
    box.setVisible(choice);
    box.setManaged(choice);
    OptionalInt manual = choices.manual();
    box.getItems().stream()
        .filter(offer -> offer.variant().equals(manual))
        .findFirst()
        .ifPresent(box::setValue);
    rendering = false;
  }

  private static List<Offer> offers(List<Rung> variants) {
    List<Offer> offers = new ArrayList<>(List.of(AUTOMATIC));
    variants.stream()
        .sorted(Comparator.comparingLong(Rung::peakBps).reversed())
        .map(rung -> new Offer(OptionalInt.of(rung.index()), rung.name()))
        .forEach(offers::add);
    return offers;
  }
}
