"""Errors as readers meet them: what happened, to which thing, what to do now."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response, current_app, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from indexer import errors as known
from indexer import json_types as j
from search_web.api.parameters import BadParameter
from search_web.asked import read_line
from search_web.library import library

_FAILURE = 500
_KEPT = ("Allow", "Retry-After")  # headers of an error that say what to do


@dataclass(frozen=True, slots=True)
class Told:
    """An error in Vietnamese. {names} in the sentence are the error's own attributes."""

    status: int
    sentence: str
    what_to_do: str


_TRY_LATER = "Hãy thử lại sau ít phút."
_OTHER_FILE = "Hãy mở tệp bằng chương trình đã tạo ra nó, lưu lại, rồi thêm lần nữa."
_ADMINISTRATOR = "Hãy báo người quản trị"

TOLD: dict[type[known.IndexerError], Told] = {
    known.IndexerError: Told(500, "Thư viện gặp lỗi.", f"{_TRY_LATER} Nếu vẫn lỗi, hãy báo người quản trị."),
    known.WrongUse: Told(400, "Yêu cầu này không dùng được.", "Hãy kiểm tra lại địa chỉ, hoặc tìm lại từ ô tìm."),
    known.BadTable: Told(400, "Bảng siêu dữ liệu có chỗ không dùng được.", "Hãy sửa ô được nêu rồi gửi lại bảng."),
    known.QuerySyntaxError: Told(400, "Không đọc được cú pháp của dòng tìm.", "Hãy gõ lại như từ thường."),
    known.DocumentNotFound: Told(
        404,
        "Thư viện không có tài liệu mang mã {document_id}.",
        "Địa chỉ có thể bị chép thiếu, hoặc tài liệu đã vào thùng rác. Hãy tìm theo tên hay theo số, ký hiệu.",
    ),
    known.PageNotFound: Told(
        404, "Tài liệu không có trang thứ {page}.", "Tệp có {pages} trang. Hãy mở từ trang đầu, hoặc tìm lại từ ô tìm."
    ),
    known.AccountNotFound: Told(404, "Không có tài khoản {name}.", "Hãy xem lại tên trong danh sách tài khoản."),
    known.PasswordRefused: Told(
        422, "Mật khẩu quá ngắn hoặc dễ đoán.", "Hãy chọn mật khẩu khác có ít nhất {least} ký tự."
    ),
    known.ManuscriptNotFound: Told(
        404, "Không có bản thảo nào ở địa chỉ này.", "Kết quả chỉ được giữ một giờ. Hãy gửi bản thảo để kiểm tra lại."
    ),
    known.TooManyManuscripts: Told(503, "Nhiều bản thảo khác đang chờ được kiểm tra.", _TRY_LATER),
    known.ExtractionError: Told(422, "Không đọc được tệp.", _OTHER_FILE),
    known.EmptyFile: Told(422, "Tệp trống.", "Hãy kiểm tra rồi thêm lại tệp đầy đủ."),
    known.UnknownFormat: Told(422, "Tệp thuộc dạng chưa đọc được.", "Hãy lưu thành PDF hoặc DOCX rồi thêm lại."),
    known.EncryptedFile: Told(422, "Tệp có mật khẩu.", "Hãy bỏ mật khẩu của tệp rồi thêm lại."),
    known.DamagedFile: Told(422, "Tệp bị hỏng.", _OTHER_FILE),
    known.NoText: Told(422, "Tệp không có chữ nào đọc được.", "Nếu là bản quét, hãy quét lại rõ hơn rồi thêm lần nữa."),
    known.RecognitionUnavailable: Told(
        503, "Máy chưa có chương trình nhận dạng chữ.", f"{_ADMINISTRATOR} cài tesseract-ocr và tesseract-ocr-vie."
    ),
    known.LimitExceeded: Told(
        422, "Tệp quá lớn hoặc đọc quá lâu.", "Hãy chia tệp thành nhiều phần, hoặc nhờ người quản trị nới giới hạn."
    ),
    known.NoPicture: Told(422, "Không vẽ được ảnh của trang này.", "Hãy đọc phần chữ, hoặc tải bản gốc."),
    known.IndexUnusable: Told(503, "Không mở được chỉ mục của thư viện.", f"{_ADMINISTRATOR} chạy `tracuu check`."),
    known.IndexOutdated: Told(
        503, "Chỉ mục được lập bằng phiên bản khác của chương trình.", f"{_ADMINISTRATOR} chạy `tracuu reindex`."
    ),
    known.IndexLocked: Told(503, "Chỉ mục đang được ghi.", _TRY_LATER),
    known.CatalogueUnusable: Told(
        503, "Không mở được danh mục của thư viện.", f"{_ADMINISTRATOR} chạy `tracuu check`."
    ),
    known.StorageFull: Told(507, "Ổ đĩa của thư viện đầy hoặc không ghi được.", f"{_ADMINISTRATOR} dọn thêm chỗ."),
    known.BackupUnusable: Told(503, "Bản sao lưu không dùng được.", f"{_ADMINISTRATOR} chọn một bản sao lưu khác."),
    known.LibraryBusy: Told(503, "Thư viện đang nhận thêm tài liệu.", _TRY_LATER),
}

_BY_STATUS = {
    401: Told(401, "Cần đăng nhập để đọc ở đây.", "Hãy đăng nhập rồi mở lại địa chỉ này."),
    403: Told(
        403, "Tài khoản của bạn không được làm việc này.", "Hãy đăng nhập bằng tài khoản khác, hoặc hỏi người quản trị."
    ),
    413: Told(413, "Nội dung gửi lên quá lớn.", "Hãy chia thành nhiều phần rồi gửi từng phần."),
    429: Told(
        429, "Đã thử quá nhiều lần.", "Hãy đợi một lúc rồi thử lại. Nếu đã quên mật khẩu, hãy hỏi người quản trị."
    ),
    400: Told(400, "Yêu cầu này không đọc được.", "Hãy kiểm tra lại địa chỉ, hoặc tìm lại từ ô tìm."),
    404: Told(404, "Không có trang nào ở địa chỉ này.", "Hãy kiểm tra lại địa chỉ, hoặc tìm từ ô tìm."),
    405: Told(405, "Địa chỉ này không nhận yêu cầu kiểu ấy.", "Hãy trở về trang đầu và tìm lại."),
}
_FORM_TOO_OLD = Told(
    400, "Trang này đã mở quá lâu nên biểu mẫu không còn dùng được.", "Hãy quay lại, tải lại trang rồi gửi lần nữa."
)
_UNEXPECTED = Told(
    500, "Chương trình gặp lỗi ngoài dự kiến.", "Lỗi đã được ghi lại. Hãy thử lại; nếu vẫn lỗi, hãy báo người quản trị."
)


def told(error: Exception) -> Told:
    """The error in Vietnamese, with its own facts filled in."""
    if isinstance(error, known.IndexerError):
        row = next(TOLD[each] for each in type(error).__mro__ if each in TOLD)
        return Told(row.status, row.sentence.format(**vars(error)), row.what_to_do.format(**vars(error)))
    if isinstance(error, CSRFError):
        return _FORM_TOO_OLD
    if isinstance(error, HTTPException) and error.code is not None:
        kind = _BY_STATUS.get(error.code) or _BY_STATUS[400]
        return Told(error.code, kind.sentence, kind.what_to_do) if error.code < _FAILURE else _UNEXPECTED
    return _UNEXPECTED


def add_errors(app: Flask) -> None:
    """Answer every error of this application in Vietnamese."""
    app.register_error_handler(Exception, _answer)


def _answer(error: Exception) -> AnyResponse:
    if isinstance(error, HTTPException) and (error.code is None or error.code < min(_BY_STATUS)):
        return error.get_response()
    if isinstance(error, known.DocumentNotFound) and (address := _of_merged(error)):
        return redirect(address, 301)
    words = told(error)
    if words.status >= _FAILURE:
        current_app.logger.error("%s %s", request.method, request.path, exc_info=error)
    return _problem(words, error) if request.path.startswith("/api/v1/") else _page(words, error)


def _of_merged(error: known.DocumentNotFound) -> str | None:
    """The same address of the document that one in the trash was merged into."""
    asked = request.view_args or {}
    if request.method != "GET" or asked.get("document_id") != error.document_id:
        return None
    into = library().desk.stands_for(error.document_id)
    if into is None or not library().holds(into):  # not for whoever asks
        return None
    query = request.query_string.decode("ascii", "replace")
    return url_for(str(request.endpoint), **{**asked, "document_id": into}) + (f"?{query}" if query else "")


def _problem(words: Told, error: Exception) -> Response:
    """The error for programs: a code that stays, English for them and Vietnamese for their readers."""
    wrong: j.Wrong = {
        "code": _code(error),
        "status": words.status,
        "message": _message(error, words.status),
        "message_vi": f"{words.sentence} {words.what_to_do}",
    }
    if isinstance(error, BadParameter):
        wrong["parameter"] = error.parameter
        if error.allowed:
            wrong["allowed"] = list(error.allowed)
    body: j.Problem = {"error": wrong}
    response = Response(json.dumps(body, ensure_ascii=False), words.status, mimetype="application/json")
    _keep_headers(response, error)
    return response


def _keep_headers(response: Response, error: Exception) -> None:
    if isinstance(error, HTTPException):
        response.headers.extend(each for each in error.get_headers() if each[0] in _KEPT)
    if response.status_code == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Session realm="tracuu"'


def _code(error: Exception) -> str:
    name = type(error).__name__ if isinstance(error, known.IndexerError) else getattr(error, "name", "Unexpected")
    return re.sub(r"(?<=[a-z])(?=[A-Z])|\W+", "_", name).lower()


def _message(error: Exception, status: int) -> str:
    """What happened; of the machine itself, nothing that only its keeper should read."""
    if isinstance(error, HTTPException):
        return error.description or error.name
    if isinstance(error, known.IndexerError):
        return str(error) if status < _FAILURE else str(type(error).__doc__).partition("\n")[0]
    return "something unexpected happened: it was written to the log"


def _page(words: Told, error: Exception) -> Response:
    document_id = error.document_id if isinstance(error, known.PageNotFound) else None
    page = render_template("error.html", told=words, line=read_line(request.args), document_id=document_id)
    response = Response(page, words.status)
    _keep_headers(response, error)
    return response
