"""Laws that are cited by name alone."""

from __future__ import annotations

import re

_NAMES = """
an ninh mạng|an ninh quốc gia|an toàn thông tin mạng|an toàn thực phẩm|an toàn, vệ sinh lao động|báo chí|bảo hiểm xã hội
|bảo hiểm y tế|bảo vệ bí mật nhà nước|bảo vệ dữ liệu cá nhân|bảo vệ môi trường|bảo vệ quyền lợi người tiêu dùng
|bảo vệ và phát triển rừng|bầu cử đại biểu quốc hội và đại biểu hội đồng nhân dân|biên giới quốc gia|bình đẳng giới
|cán bộ, công chức|cảnh sát biển việt nam|cảnh vệ|căn cước|căn cước công dân|chăn nuôi|chính quyền địa phương|chứng khoán
|chuyển giao công nghệ|công an nhân dân|công chứng|công đoàn|công nghệ cao|công nghệ thông tin|công nghiệp công nghệ số
|công tác người khuyết tật|cơ yếu|cư trú|cạnh tranh|cải cách ruộng đất|dạy nghề|dân quân tự vệ|dầu khí|di sản văn hóa
|doanh nghiệp|doanh nghiệp nhà nước|du lịch|dược|dữ liệu|đa dạng sinh học|đầu tư|đầu tư công
|đầu tư theo phương thức đối tác công tư|đấu giá tài sản|đấu thầu|đất đai|đê điều|điện ảnh|điện lực|đo lường|đường sắt
|đường bộ|giám định tư pháp|giao dịch điện tử|giao thông đường bộ|giao thông đường thủy nội địa|giáo dục|giáo dục đại học
|giáo dục nghề nghiệp|giáo dục quốc phòng và an ninh|hàng không dân dụng việt nam|hải quan|hòa giải ở cơ sở|hộ tịch
|hoạt động giám sát của quốc hội và hội đồng nhân dân|hôn nhân và gia đình|hợp tác xã|hải quan|hóa chất|kế toán
|khám bệnh, chữa bệnh|khiếu nại|khoa học và công nghệ|khoa học, công nghệ và đổi mới sáng tạo|khoáng sản|kiểm toán độc lập
|kiểm toán nhà nước|kiến trúc|kinh doanh bảo hiểm|kinh doanh bất động sản|lâm nghiệp|luật sư|lưu trữ|lý lịch tư pháp
|mặt trận tổ quốc việt nam|năng lượng nguyên tử|ngân hàng nhà nước việt nam|ngân sách nhà nước|nghĩa vụ quân sự
|người cao tuổi|người khuyết tật|nhà giáo|nhà ở|nuôi con nuôi|phá sản|phí và lệ phí|phòng cháy, chữa cháy
|phòng cháy và chữa cháy|phòng, chống bạo lực gia đình|phòng, chống ma túy|phòng, chống mua bán người|phòng, chống rửa tiền
|phòng, chống tác hại của rượu, bia|phòng, chống tham nhũng|phòng chống tham nhũng|phòng, chống thiên tai|phổ biến, giáo dục pháp luật
|quảng cáo|quản lý thuế|quản lý, sử dụng tài sản công|quản lý nợ công|quốc phòng|quốc tịch việt nam|quy hoạch
|quy hoạch đô thị|quy hoạch đô thị và nông thôn|sở hữu trí tuệ|sĩ quan quân đội nhân dân việt nam|tài nguyên nước|tần số vô tuyến điện
|thanh niên|thanh tra|thể dục, thể thao|thi đua, khen thưởng|thi hành án dân sự|thi hành án hình sự|thống kê|thú y
|thuế giá trị gia tăng|thuế thu nhập cá nhân|thuế thu nhập doanh nghiệp|thuế tiêu thụ đặc biệt|thủ đô|thủy lợi|thủy sản
|thương mại|thực hành tiết kiệm, chống lãng phí|thực hiện dân chủ ở cơ sở|tiếp cận thông tin|tiếp công dân
|tiêu chuẩn và quy chuẩn kỹ thuật|tín ngưỡng, tôn giáo|tố cáo|tổ chức chính phủ|tổ chức chính quyền địa phương
|tổ chức hội đồng nhân dân và ủy ban nhân dân|tổ chức quốc hội|tổ chức tòa án nhân dân|tổ chức viện kiểm sát nhân dân
|tố tụng hành chính|trách nhiệm bồi thường của nhà nước|trẻ em|trật tự, an toàn giao thông đường bộ|tổ chức tín dụng
|các tổ chức tín dụng|trọng tài thương mại|trồng trọt|trưng cầu ý dân|trợ giúp pháp lý|tương trợ tư pháp|viên chức
|việc làm|viễn thông|xây dựng|xuất bản|xử lý vi phạm hành chính|y tế dự phòng|ban hành văn bản quy phạm pháp luật
|ban hành quyết định hành chính|người lao động việt nam đi làm việc ở nước ngoài theo hợp đồng|biển việt nam|phụ nữ
"""
_CODES = "dân sự|hình sự|lao động|hàng hải việt nam|hàng hải|tố tụng dân sự|tố tụng hình sự|hồng đức|gia long"


def _one_of(names: str) -> str:
    each = {name.strip() for name in names.replace("\n", "").split("|")}
    return "|".join(re.escape(name) for name in sorted(each, key=len, reverse=True))


LAW = rf"(?:bộ luật (?:{_one_of(_CODES)})|luật (?:{_one_of(_NAMES)}))(?!\w)"
