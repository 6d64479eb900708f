internal import Answers
internal import Settings
internal import Terminal
internal import Workbench

/// Shows saved pictures as the preference wants it.
struct Pictures: Sendable {
    let screen: PictureScreen
    let preferences: Preferences

    func show(_ picture: SavedPicture) throws(PictureError) {
        let choice = preferences[.images]
        guard choice != "off", picture.isPNG else { return }
        _ = try screen.show(picture.bytes, by: PictureProtocol(rawValue: choice))
    }
}
