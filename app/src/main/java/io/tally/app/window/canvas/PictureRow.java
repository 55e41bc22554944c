// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.canvas;

import io.tally.app.window.intent.Intent;
import io.tally.app.window.look.Icon;
import io.tally.app.window.look.Icons;
import io.tally.app.window.look.Words;
import io.tally.app.window.state.EncoderMenu;
import io.tally.app.window.state.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// How large, how fast, with how many bits and by which encoder is the picture sent, and does it
/// say when it was captured?
///
/// Threads: the JavaFX thread.
final class PictureRow {
  private static final List<Picture> CANVASES =
      List.of(
          new Picture(1920, 1080, 60, 0),
          new Picture(1920, 1080, 30, 0),
          new Picture(1280, 720, 60, 0),
          new Picture(1280, 720, 30, 0),
          new Picture(854, 480, 30, 0));
  private static final List<Integer> BITRATES =
      List.of(800_000, 1_500_000, 2_500_000, 4_000_000, 6_000_000, 9_000_000);

  private final HBox row = new HBox();
  private final ComboBox<Picture> canvas = new ComboBox<>();
  private final ComboBox<Integer> bitrate = new ComboBox<>();
  private final EncoderBox encoder;
  private final ToggleButton stamps = new ToggleButton();
  private boolean rendering;
  private @Nullable Picture shown;

  PictureRow(Consumer<Intent> intents) {
    encoder = new EncoderBox(intents);
    canvas.setId("canvas");
    canvas.setAccessibleText("Canvas size and frame rate");
    canvas.setConverter(words(PictureRow::canvasWords));
    bitrate.setId("bitrate");
    bitrate.setAccessibleText("Video bit rate");
    bitrate.setConverter(words(bits -> Words.bitrate(bits)));
    canvas.setOnAction(_ -> changed(intents));
    bitrate.setOnAction(_ -> changed(intents));
    canvas.setPrefWidth(180);
    bitrate.setPrefWidth(112);
    stamps.setId("stamps");
    stamps.getStyleClass().addAll("button-icon", "flat", "quiet");
    stamps.setAccessibleText("Each picture says when it was captured");
    stamps.setTooltip(
        new Tooltip(
            """
            Each picture says when it was captured, and that Tally sent it,
            so that the monitor can tell its true delay. Everybody who
            gets the stream can read that. AV1 carries none.\
            """));
    stamps.setOnAction(_ -> intents.accept(new Intent.SetStamped(stamps.isSelected())));
    row.getStyleClass().addAll("row", "picture-row");
    row.getChildren().addAll(canvas, bitrate, encoder.node(), stamps);
  }

  private static String canvasWords(Picture picture) {
    return Words.size(picture.width(), picture.height())
        + " at "
        + picture.framesPerSecond()
        + " fps";
  }

  private static <T> StringConverter<T> words(Function<T, String> text) {
    return new StringConverter<>() {
      @Override
      public String toString(@Nullable T value) {
        return value == null ? "" : text.apply(value);
      }

      @Override
      public T fromString(String typed) {
        throw new UnsupportedOperationException("This list is chosen from, not typed into");
      }
    };
  }

  private void changed(Consumer<Intent> intents) {
    Picture size = canvas.getValue();
    Integer bits = bitrate.getValue();
    if (!rendering && size != null && bits != null) {
      intents.accept(
          new Intent.SetPicture(
              new Picture(size.width(), size.height(), size.framesPerSecond(), bits)));
    }
  }

  Node node() {
    return row;
  }

  void render(Picture picture, EncoderMenu encoders, boolean busy) {
    encoder.render(encoders, busy);
    canvas.setDisable(busy);
    if (picture.equals(shown)) {
      return;
    }
    shown = picture;
    rendering = true;
    Picture size = new Picture(picture.width(), picture.height(), picture.framesPerSecond(), 0);
    offer(canvas, CANVASES, size);
    offer(bitrate, BITRATES, picture.bitrateBps());
    rendering = false;
  }

  void renderStamps(boolean wanted, boolean busy) {
    stamps.setSelected(wanted);
    stamps.setGraphic(Icons.of(wanted ? Icon.TIMER_OUTLINE : Icon.TIMER_OFF_OUTLINE));
    stamps.setDisable(busy);
  }

  /// A value from the settings file that is not in the list gets a place at its end.
  private static <T> void offer(ComboBox<T> box, List<T> usual, T value) {
    List<T> all = new ArrayList<>(usual);
    if (!all.contains(value)) {
      all.add(value);
    }
    box.getItems().setAll(all);
    box.setValue(value);
  }
}
