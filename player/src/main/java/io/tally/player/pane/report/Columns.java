// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.report;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/// How is a table of rows that come from outside made?
final class Columns {
  private static final double NARROW_PX = 100;

  private Columns() {}

  /// A table without rows that nobody sorts: its order means something.
  static <R> TableView<R> table(String styleClass, String whenEmpty) {
    TableView<R> table = new TableView<>();
    table.getStyleClass().addAll("report-table", styleClass);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    Label empty = new Label(whenEmpty);
    empty.getStyleClass().add("empty");
    table.setPlaceholder(empty);
    table.setMinHeight(0);
    return table;
  }

  /// A column of words.
  ///
  /// @param width px; the last column takes what is left over
  static <R> TableColumn<R, R> words(String title, double width, Function<R, String> words) {
    return column(title, width, (cell, row) -> cell.setText(words.apply(row)));
  }

  /// A column whose cells are drawn by hand.
  ///
  /// @param fill called for cells with a row
  static <R> TableColumn<R, R> column(
      String title, double width, BiConsumer<TableCell<R, R>, R> fill) {
    TableColumn<R, R> column = new TableColumn<>(title);
    column.setSortable(false);
    column.setReorderable(false);
    column.setPrefWidth(width);
    if (width < NARROW_PX) {
      column.setMinWidth(width); // a number needs what it needs, and no more
      column.setMaxWidth(width);
    }
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    column.setCellFactory(_ ->
        new TableCell<>() {
          @Override
          protected void updateItem(R row, boolean empty) {
            super.updateItem(row, empty);
            setText("");
            setGraphic(null);
            if (!empty && row != null) {
              fill.accept(this, row);
            }
          }
        });
    return column;
  }

  /// Puts other rows in, when they are others; what was chosen stays so.
  static <R> void fill(TableView<R> table, List<R> rows, BiPredicate<R, R> same) {
    if (table.getItems().equals(rows)) {
      return;
    }
    R chosen = table.getSelectionModel().getSelectedItem();
    table.getItems().setAll(rows);
    if (chosen != null) {
      for (R row : rows) {
        if (same.test(chosen, row)) {
          table.getSelectionModel().select(row);
          return;
        }
      }
    }
  }

  /// Marks a cell by a pseudo class.
  static void mark(TableCell<?, ?> cell, String pseudoClass, boolean on) {
    cell.pseudoClassStateChanged(PseudoClass.getPseudoClass(pseudoClass), on);
  }
}
