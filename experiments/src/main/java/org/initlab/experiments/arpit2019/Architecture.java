package org.initlab.experiments.arpit2019;

/** The two networks of Figure 1. */
enum Architecture {
  FEED_FORWARD("feed-forward"),
  RESIDUAL("residual");

  private final String id;

  Architecture(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }
}
