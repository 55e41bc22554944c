// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.strip;

import io.tally.player.monitor.still.Still;
import io.tally.player.monitor.still.Thumbnail;
import io.tally.player.pane.transport.TimeWords;
import io.tally.player.seek.Whereabouts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// At which picture of the last minutes does a person want to be again?
///
/// The newest at the right, where it stays while nobody looks further back; a picture that the
/// server has no more cannot be gone to. Threads: the JavaFX thread. Style classes: `thumbnails`,
/// `thumbnail`.
public final class ThumbnailRow {
  private static final double AT_THE_END = 0.999;

  private final LongConsumer wishes;
  private final HBox row = new HBox();
  private final ScrollPane scroll = new ScrollPane(row);
  private Map<Thumbnail, Button> shown = Map.of();
  private boolean atEnd = true; // nobody looks further back

  /// @param wishes told the place that a person wants, ns
  public ThumbnailRow(LongConsumer wishes) {
    this.wishes = wishes;
    row.getStyleClass().add("thumbnails");
    scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.AS_NEEDED);
    scroll.setMinHeight(Region.USE_PREF_SIZE);
    scroll.setFocusTraversable(false);
    row.widthProperty()
        .subscribe(_ -> {
          if (atEnd) {
            scroll.setHvalue(1);
          }
        });
  }

  /// The node to put into the scene.
  public Region node() {
    return scroll;
  }

  /// Shows what there is.
  ///
  /// @param where while a stream is open
  public void render(List<Thumbnail> pictures, Optional<Whereabouts> where) {
    if (!pictures.equals(List.copyOf(shown.keySet()))) {
      atEnd = scroll.getHvalue() >= AT_THE_END || shown.isEmpty();
      Map<Thumbnail, Button> next = new LinkedHashMap<>();
      List<Node> nodes = new ArrayList<>();
      for (Thumbnail picture : pictures) {
        Button button = Optional.ofNullable(shown.get(picture)).orElseGet(() -> button(picture));
        next.put(picture, button);
        nodes.add(button);
      }
      shown = next;
      row.getChildren().setAll(nodes);
    }
    shown.forEach((picture, button) ->
        button.setDisable(where.filter(now -> now.contains(picture.positionNs())).isEmpty()));
  }

  private Button button(Thumbnail picture) {
    Button button = new Button(TimeWords.clock(picture.positionNs()));
    button.setGraphic(new ImageView(image(picture.still())));
    button.setContentDisplay(ContentDisplay.TOP);
    button.getStyleClass().addAll("quiet", "flat", "thumbnail");
    button.setAccessibleText("Go to " + button.getText());
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> wishes.accept(picture.positionNs()));
    return button;
  }

  private static WritableImage image(Still still) {
    WritableImage image = new WritableImage(still.width(), still.height());
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            still.width(),
            still.height(),
            PixelFormat.getIntArgbInstance(),
            still.argb(),
            0,
            still.width());
    return image;
  }
}
