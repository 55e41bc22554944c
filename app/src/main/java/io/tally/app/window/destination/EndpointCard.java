// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.destination;

import atlantafx.base.controls.ToggleSwitch;
import io.tally.app.window.intent.EndpointIntent;
import io.tally.app.window.look.Icon;
import io.tally.app.window.look.Icons;
import io.tally.app.window.look.Marks;
import io.tally.app.window.state.endpoint.Condition;
import io.tally.app.window.state.endpoint.EndpointItem;
import io.tally.app.window.state.endpoint.Remark;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// How does one endpoint do, and what can be done about it?
///
/// One line says which it is and whether it is switched on; while there is more to say a second
/// says how it stands, which becomes two lines where the card is narrow; the rest folds out.
/// Threads: the JavaFX thread.
final class EndpointCard {
  private static final double SENTENCE_PX = 420;
  private static final double SECOND_INSET_PX = 16;
  private static final double PLOT_WIDTH = 72;
  private static final double PLOT_HEIGHT = 17;

  private enum Light {
    DARK,
    GREEN,
    AMBER
  }

  private final Region dot = new Region();
  private final Label name = new Label();
  private final Label service = new Label();
  private final ToggleSwitch wanted = new ToggleSwitch();
  private final Button edit = new Button("", Icons.of(Icon.PENCIL_OUTLINE));
  private final Button test = new Button("", Icons.of(Icon.SPEEDOMETER));
  private final ToggleButton unfold = new ToggleButton("", Icons.of(Icon.CHEVRON_DOWN));
  private final Label idle = new Label(); // while one line says all
  private final Label state = new Label();
  private final Tooltip cause = new Tooltip();
  private final PageLine page = new PageLine();
  private final Button retry = new Button();
  private final FiguresText figures = new FiguresText();
  private final HistoryPlot plot = new HistoryPlot(PLOT_WIDTH, PLOT_HEIGHT);
  private final Details details = new Details();
  private final FlowPane second = new FlowPane();
  private final VBox remarks = new VBox();
  private final VBox card = new VBox();
  private final Consumer<EndpointIntent> intents;
  private boolean rendering;
  private @Nullable EndpointItem shown;

  EndpointCard(String id, Consumer<EndpointIntent> intents) {
    this.intents = intents;
    dot.getStyleClass().add("dot");
    name.getStyleClass().add("endpoint-name");
    service.getStyleClass().add("endpoint-service");
    state.getStyleClass().add("endpoint-state");
    state.setMinWidth(0);
    idle.getStyleClass().add("endpoint-state");
    idle.setMinWidth(Region.USE_PREF_SIZE);
    cause.setWrapText(true);
    cause.setMaxWidth(SENTENCE_PX);
    wanted.getStyleClass().add("endpoint-switch");
    wanted
        .selectedProperty()
        .addListener((_, _, on) -> {
          if (!rendering) {
            intents.accept(new EndpointIntent.Switch(id, on));
          }
        });
    edit.getStyleClass().addAll("button-icon", "flat", "quiet", "slight");
    edit.setOnAction(_ -> intents.accept(new EndpointIntent.Edit(id)));
    test.getStyleClass().addAll("button-icon", "flat", "quiet", "slight");
    test.setOnAction(_ -> {
      intents.accept(new EndpointIntent.Edit(id)); // where its steps are shown
      intents.accept(new EndpointIntent.Test());
    });
    unfold.getStyleClass().addAll("button-icon", "flat", "quiet", "slight");
    unfold.setOnAction(_ -> fold());
    retry.getStyleClass().addAll("flat", "mend");
    retry.setMinWidth(Region.USE_PREF_SIZE);
    retry.setOnAction(_ -> intents.accept(new EndpointIntent.Retry(id)));
    remarks.getStyleClass().add("remarks");
    second.getStyleClass().add("endpoint-second");
    second.setMinWidth(0);
    second.setPrefWrapLength(1); // as wide as the card, however wide that is
    second
        .getChildren()
        .addAll(state, retry, figures.numbers(), figures.losses(), figures.reduction());
    for (Label label : List.of(state, figures.reduction())) {
      label.maxWidthProperty().bind(second.widthProperty().subtract(SECOND_INSET_PX));
    }
    card.setId("endpoint-" + id);
    card.getStyleClass().add("endpoint-card");
    card.getChildren()
        .addAll(
            line(dot, titles(), idle, plot.node(), test, edit, unfold, wanted),
            second,
            details.node(),
            remarks);
    fold();
  }

  private Node titles() {
    name.setMinWidth(Region.USE_PREF_SIZE);
    name.setMaxWidth(220);
    service.setMinWidth(0);
    HBox titles = new HBox(name, service, page.node());
    titles.setMinWidth(Region.USE_COMPUTED_SIZE); // rather the plot becomes narrower
    titles.setAlignment(Pos.CENTER_LEFT);
    titles.getStyleClass().add("endpoint-titles");
    HBox.setHgrow(titles, Priority.ALWAYS);
    return titles;
  }

  private static HBox line(Node... nodes) {
    HBox line = new HBox(nodes);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("endpoint-line");
    return line;
  }

  private static Node gap() {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    return gap;
  }

  private static void show(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }

  private void fold() {
    boolean open = unfold.isSelected() && unfold.isVisible();
    show(details.node(), open);
    if (open && shown != null) {
      details.render(shown);
    }
    show(plot.node(), unfold.isVisible() && !open);
    unfold.setGraphic(Icons.of(open ? Icon.CHEVRON_UP : Icon.CHEVRON_DOWN));
  }

  Node node() {
    return card;
  }

  void render(EndpointItem item) {
    EndpointItem before = shown;
    if (item.equals(before)) {
      return;
    }
    shown = item;
    Condition condition = item.condition();
    if (before == null || !before.name().equals(item.name())) {
      nameIt(item.name());
    }
    boolean named = item.service().equals(item.name()) || item.page().isPresent();
    service.setText(named ? "" : item.service());
    Marks.mark(dot, light(condition));
    Marks.mark(state, light(condition));
    rendering = true;
    wanted.setSelected(item.wanted());
    rendering = false;
    boolean waiting = condition instanceof Condition.Off || condition instanceof Condition.Ready;
    idle.setText(waiting ? ConditionWords.state(condition) : "");
    show(second, !waiting);
    state.setText(waiting ? "" : ConditionWords.state(condition));
    String why = ConditionWords.cause(condition);
    cause.setText(why);
    state.setTooltip(why.isEmpty() ? null : cause);
    state.setAccessibleText(item.name() + ": " + state.getText() + " " + why);
    page.render(item.page());
    retry.setText(condition instanceof Condition.Failed ? "Try again" : "Try now");
    show(retry, canRetry(condition));
    show(edit, !item.fixed() && !condition.active());
    show(test, edit.isVisible());
    renderFigures(item);
    if (before == null || !before.remarks().equals(item.remarks())) {
      remarks.getChildren().setAll(item.remarks().stream().map(this::remark).toList());
      show(remarks, !item.remarks().isEmpty());
    }
  }

  private void renderFigures(EndpointItem item) {
    boolean active = item.condition().active();
    if (active != unfold.isVisible()) {
      show(unfold, active);
      fold();
    }
    figures.show(active && !(item.condition() instanceof Condition.Connecting));
    figures.render(item.figures());
    plot.render(item.history());
    if (details.node().isVisible()) {
      details.render(item);
    }
  }

  private void nameIt(String wording) {
    name.setText(wording);
    name.setTooltip(new Tooltip(wording));
    wanted.setAccessibleText("Send to " + wording);
    edit.setAccessibleText("Edit " + wording);
    edit.setTooltip(new Tooltip("Edit"));
    test.setAccessibleText("Test " + wording);
    test.setTooltip(new Tooltip("Test"));
    unfold.setAccessibleText("Details of " + wording);
    unfold.setTooltip(new Tooltip("Details"));
  }

  private static boolean canRetry(Condition condition) {
    return switch (condition) {
      case Condition.Reconnecting again -> again.waitSeconds() > 0;
      case Condition.Failed _ -> true;
      case Condition.Off _, Condition.Ready _, Condition.Connecting _, Condition.Live _ -> false;
    };
  }

  private static Light light(Condition condition) {
    return switch (condition) {
      case Condition.Off _, Condition.Ready _ -> Light.DARK;
      case Condition.Live _ -> Light.GREEN;
      case Condition.Connecting _, Condition.Reconnecting _, Condition.Failed _ -> Light.AMBER;
    };
  }

  private Node remark(Remark remark) {
    Label sentence = new Label(remark.sentence());
    sentence.setWrapText(true);
    sentence.getStyleClass().add("remark");
    HBox.setHgrow(sentence, Priority.ALWAYS);
    HBox row = line(sentence, gap());
    remark
        .mend()
        .ifPresent(mend -> {
          Button button = new Button(MendWords.of(mend));
          button.getStyleClass().addAll("flat", "mend");
          button.setMinWidth(Region.USE_PREF_SIZE);
          button.setOnAction(_ -> intents.accept(new EndpointIntent.Mend(mend)));
          row.getChildren().add(button);
        });
    return row;
  }
}
